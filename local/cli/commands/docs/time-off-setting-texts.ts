import type { SettingText } from './setting-texts.ts';

/** What each setting under `timeOff` means, by its path, with an example; see setting-texts.ts. */
export const TIME_OFF_SETTING_TEXTS: Readonly<Record<string, SettingText>> = {
  'timeOff.leaveTypes': {
    means:
      'Type of leave in Simployer, by id, code or name -> what it is in PowerOffice, or `ignore`. What a type is that is not here: [mapping-time-off.md](mapping-time-off.md#poweroffice-types-of-leave).',
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
  'timeOff.schedule': {
    means:
      'Whether leaves of the 60 days before a day and after it go to PowerOffice by themselves, once the scheduled run of employees-to-poweroffice has had its time: new and changed ones alone, and only after a plan for everybody was carried out. In AWS.',
    example: 'withEmployees',
  },
  'timeOff.pay': {
    means:
      "Type of leave in PowerOffice -> whether the fixed wage is adjusted, and whether the leave is left out of payroll. Both change what is paid out. Set when a leave is created, and payroll's from then on.",
    example: { Maternity: { adjustFixedWage: true } },
  },
  'timeOff.file.columns': {
    means:
      'The columns of the file for X-ledger, in their order: header, and what stands below it. Which headers X-ledger expects is not known.',
    example: [
      { header: 'Ansattnr', field: 'number' },
      { header: 'Kode', field: 'code' },
      { header: 'Fra', field: 'from' },
      { header: 'Til', field: 'to' },
    ],
  },
  'timeOff.file.hours': { means: 'Whether the hours of absence stand in a last column of their own.', example: true },
  'timeOff.file.separator': { means: 'What stands between two cells.', example: ',' },
  'timeOff.file.encoding': { means: 'UTF-8, with or without the mark that spreadsheets look for.', example: 'utf-8' },
  'timeOff.file.newline': { means: 'What ends every line.', example: 'lf' },
  'timeOff.file.decimal': { means: 'What stands before decimals.', example: 'point' },
  'timeOff.file.dateFormat': { means: 'How days are written.', example: 'dd.MM.yyyy' },
  'timeOff.file.clip': {
    means: 'Whether a leave has its own first and last day, or those of it that are in the period.',
    example: 'period',
  },
  'timeOff.file.percentage': {
    means:
      "What the percentage is: the absence of all working days of the period, of the leave's own working days in it, or the degree of absence. A plan shows all three.",
    example: 'leaveShare',
  },
  'timeOff.file.holidays': {
    means: 'Days that nobody works beside those of the week: none, or the public holidays of Norway.',
    example: 'NO',
  },
  'timeOff.file.keepDays': { means: 'For how many days a file waits to be fetched; then it is deleted.', example: 3 },
  'timeOff.file.confirmed': {
    means: 'That payroll has imported a file of this form. Until then it is said with every file that nobody has.',
    example: true,
  },
  'timeOff.note': {
    means: 'Whether what the employee wrote about a leave stands in the file. It may be about health.',
    example: 'send',
  },
  'timeOff.xledgerApi': {
    means:
      'Writing absence in X-ledger itself. Nobody outside X-ledger has seen the call, so that every run of `time-off-to-xledger` is refused, whatever this says.',
    example: 'unverified',
  },
};
