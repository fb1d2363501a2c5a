import * as z from 'zod';

/** A base as it is stored, see `renewBase`: field -> digest. */
export const baseSchema = z.record(z.string(), z.string());
