import type { Words } from '../../records/words.ts';
import { RUN_ABORTS_NB } from '../../run/abort.nb.ts';
import { TIME_OFF_ABORTS_NB } from '../../time-off/aborts.nb.ts';
import type { FILE_ABORTS } from './aborts.ts';

/** Why a run of this flow is given up, in Norwegian (bokmål), code by code as in aborts.ts. */
export const FILE_ABORTS_NB: Readonly<Record<keyof typeof FILE_ABORTS, Words>> = {
  ...RUN_ABORTS_NB,
  ...TIME_OFF_ABORTS_NB,
  WRONG_COMPANY: {
    summary: 'Tokenet går til et annet selskap i Simployer enn det dette fraværet er eksportert for.',
    hint: 'IT: ingenting ble skrevet. Lagre et token for selskapet som denne koblingen er brukt for. Eller gi det andre selskapet en egen kobling: en annen datamappe (--data-dir), eller en annen stack.',
  },
};
