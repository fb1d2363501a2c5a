/** Text as it is compared and written: trimmed and NFC, inner spaces kept; blank text is missing (mapping, ground rules). */
export const trimmedText = (value: string | null): string | null => {
  const text = value?.trim().normalize('NFC') ?? '';
  return text === '' ? null : text;
};
