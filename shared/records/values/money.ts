import { Big } from 'big.js';

const HALF_UP = 1;

/** An amount as decimal text with exactly 2 decimals, such as "549999.96". */
export type Money = string;

/**
 * The amount times the factor, in decimal arithmetic and rounded once, at the end: 2 decimals, half up
 * (ground rule "Money").
 * @param amount decimal text
 * @returns `null` for text that is no decimal number, or too large to be exact to the cent on the wire, a double
 */
export const toMoney = (amount: string, factor: number = 1): Money | null => {
  const decimal = toDecimal(amount);
  const money = decimal?.times(factor).round(2, HALF_UP) ?? null;
  return money === null || money.abs().gt(MAX_EXACT) ? null : money.toFixed(2);
};

const MAX_EXACT = Number.MAX_SAFE_INTEGER / 100;

export const isAboveZero = (amount: Money): boolean => new Big(amount).gt(0);

/** Per cent as the wire has it: at most 2 decimals, no trailing zeros (PowerOffice fact 48). `null` outside 0..100. */
export const toPercentage = (rate: string): string | null => {
  const decimal = toDecimal(rate);
  if (decimal === null || decimal.lt(0) || decimal.gt(100)) return null;
  return new Big(decimal.round(2, HALF_UP).toFixed()).toFixed();
};

/** Whether both are the same amount to 2 decimals; a missing one equals nothing but a missing one. */
export const sameAmount = (one: string | null, other: string | null): boolean => {
  if (one === null || other === null) return one === other;
  const [oneAmount, otherAmount] = [toMoney(one), toMoney(other)];
  return oneAmount !== null && otherAmount !== null && Number(oneAmount) === Number(otherAmount);
};

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

const toDecimal = (text: string): Big | null => {
  const trimmed = text.trim();
  return DECIMAL.test(trimmed) ? new Big(trimmed.replace(/^\+/, '')) : null;
};
