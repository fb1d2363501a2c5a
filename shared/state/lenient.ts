import * as z from 'zod';

/**
 * A list of which those members are read that this version understands. Another version may have written more kinds of
 * them, after an update that was rolled back; they are no reason to read nothing.
 */
export const readableMembers = <Schema extends z.ZodType>(member: Schema) =>
  z.array(z.unknown()).transform((values): z.output<Schema>[] =>
    values.flatMap((value) => {
      const parsed = member.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    }),
  );
