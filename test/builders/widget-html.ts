/** Where the buttons lead. */
export const ENDPOINTS = {
  widget: 'arn:widget',
  explain: 'arn:explain',
  operator: 'arn:operator',
  approver: 'arn:approver',
};

const decode = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** What a person reads of a widget, still escaped: its text without buttons. */
export const textOf = (html: string): string =>
  html
    .replaceAll(/<a [^>]*>[^<]*<\/a><cwdb-action .*?<\/cwdb-action>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,:])/g, '$1')
    .trim();

/** The buttons of a widget, as the console reads them. */
export const buttonsIn = (html: string) =>
  [...html.matchAll(/<a class="btn[^"]*">([^<]*)<\/a><cwdb-action ([^>]*)>(.*?)<\/cwdb-action>/g)].map(
    ([, label = '', attributes = '', content = '']) => {
      const attribute = (name: string): string | null => {
        const value = new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
        return value === undefined ? null : decode(value);
      };
      return {
        label: decode(label),
        display: attribute('display'),
        endpoint: attribute('endpoint'),
        confirmation: attribute('confirmation'),
        event: JSON.parse(content),
      };
    },
  );
