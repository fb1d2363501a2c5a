import type { NumberSeries } from '../../../vendors/poweroffice/company.ts';

/** Which employee numbers PowerOffice takes, both ends included; int64 as decimal text. */
export interface BoundedSeries {
  readonly from: string;
  readonly to: string;
}

/** The series that say something. */
export const boundedSeries = (series: readonly NumberSeries[]): readonly BoundedSeries[] =>
  series.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));

/** `1-999, 5000-5999`. */
export const describeSeries = (series: readonly BoundedSeries[]): string =>
  series.map(({ from, to }) => `${from}-${to}`).join(', ');

/**
 * Whether PowerOffice would refuse to create somebody with a number (Number, row 1). Without any series it takes all, as far
 * as is known, and one who has no number is refused for that.
 */
export const isOutsideSeries = (number: string | undefined, series: readonly BoundedSeries[]): boolean =>
  number !== undefined &&
  series.length > 0 &&
  !series.some(({ from, to }) => BigInt(from) <= BigInt(number) && BigInt(number) <= BigInt(to));
