import type { SettingText } from './setting-texts.ts';

/** What each setting under `timeOff` means, by its path, with an example; see setting-texts.ts. */
export const TIME_OFF_SETTING_TEXTS: Readonly<Record<string, SettingText>> = {
  'timeOff.leaveTypes': {
    means:
      'Type of leave in Simployer, by id, code or name -> what it is in PowerOffice, or `ignore`. Leaves of a type that is not here are held back, and told.',
    example: { Foreldrepermisjon: 'Maternity', Ferie: 'ignore' },
  },
  'timeOff.employments': {
    means: 'On which employments a leave stands: the main one, or each that covers its first day.',
    example: 'allActive',
  },
  'timeOff.minimumDays': { means: 'Leaves of fewer calendar days are not sent.', example: 15 },
  'timeOff.onTermsChange': {
    means:
      'What becomes of a leave that may be reported already and whose degree or type changes: held until payroll has looked, or changed.',
    example: 'patch',
  },
  'timeOff.onWithdrawal': {
    means: 'What becomes of a leave that is withdrawn after it was sent: told to payroll, or deleted.',
    example: 'delete',
  },
  'timeOff.pay': {
    means:
      "Type of leave in PowerOffice -> whether the fixed wage is adjusted, and whether the leave is left out of payroll. Both change what is paid out. Set when a leave is created, and payroll's from then on.",
    example: { Maternity: { adjustFixedWage: true } },
  },
};
