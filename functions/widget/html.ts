const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** HTML in which every text from outside is escaped: only `html` and `toJson` make it. */
class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
export type { Html };

type Part = string | number | Html | readonly Html[];

const toText = (part: Part): string => {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escape(String(part));
};

/** The lines of a template are indented for whoever reads the source; a browser reads each break as a space. */
const onOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

/** HTML of a template: texts that are put into it are escaped, HTML stands as it is. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, index) => onOneLine(text) + toText(parts[index] ?? '')).join(''));

/** A value as JSON between tags. It holds no character that means something there, so that it reads the same however it is read. */
export const toJson = (value: unknown): Html =>
  new Html(JSON.stringify(value).replaceAll(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`));

/** HTML with something between its parts. */
export const joined = (parts: readonly Html[], between: string): Html =>
  new Html(parts.map(({ text }) => text).join(escape(between)));

/** A table under its headings. @param rows `tr` elements */
export const table = (columns: readonly string[], rows: readonly Html[]): Html => {
  const head = columns.map((column) => html`<th>${column}</th>`);
  return html`<table>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
};
