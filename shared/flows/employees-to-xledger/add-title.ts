import { trimmedText } from '../../records/values/text.ts';
import { createOnce } from '../../run/create-once.ts';
import type { CreateOnceDependencies } from '../../run/create-once.ts';
import type { XledgerReader, XledgerWriter } from '../../vendors/xledger/client.ts';
import { objectKindId } from '../../vendors/xledger/ids.ts';

interface AddTitleDependencies {
  readonly reader: Pick<XledgerReader, 'objectValues'>;
  /** Keyed hash: a title is no personal data, but as a key it may have any length. */
  readonly digest: (text: string) => string;
  /** X-ledger's id of the list; a title is only new to a list that is known. */
  readonly kind: string | null;
  readonly once: CreateOnceDependencies;
}

/** The intents of titles stand beside those of people, under a name that no person has. */
const OF_TITLES = 'position values';

/**
 * Adds a job title to X-ledger's list, at most once, however many people have it and whoever dies on the way (X-ledger
 * fact 23). @returns the id of the value
 */
export const addTitle = async (
  writer: Pick<XledgerWriter, 'createObjectValue'>,
  title: string,
  { reader, digest, kind, once }: AddTitleDependencies,
): Promise<string> => {
  const list = objectKindId.parse(kind);
  const { id } = await createOnce<{ readonly id: string }>(
    {
      intentKey: { sourceId: OF_TITLES, kind: 'positionValue', key: digest(JSON.stringify(['title', title])) },
      find: async () => {
        const values = await reader.objectValues(list);
        return values.find(({ description }) => trimmedText(description) === title) ?? null;
      },
      post: (beforeSend) =>
        writer.createObjectValue(
          [
            { field: 'description', value: title },
            { field: 'definition.dbId', value: list },
          ],
          beforeSend,
        ),
    },
    once,
  );
  return id;
};
