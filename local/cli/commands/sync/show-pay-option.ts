import type { Command } from 'commander';

/** What a command takes that shows pay. */
export interface ShowPayOptions {
  readonly showPay: boolean;
  readonly json: boolean;
}

export const takesShowPay = (command: Command): Command =>
  command.option('--show-pay', 'pay in full; only on a terminal', false);

/** Whether pay is shown in full: whatever is not a terminal may be kept. */
export const showsPay = ({ showPay }: Pick<ShowPayOptions, 'showPay'>): boolean => showPay && process.stdout.isTTY;
