/*
 * The page around the widget's own HTML: what the CloudWatch console puts there, as far as the widget needs it. Colours
 * and buttons are near to the console's, in its light and its dark theme, so that what is seen here is what is seen
 * there. The page loads one script and nothing else, and no script that might stand in the widget could run. For
 * example, `/?theme=dark` is the page as somebody sees it whose console is dark.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the browser runs. */
export const CONSOLE_SCRIPT = readFileSync(join(import.meta.dirname, 'console.mjs'), 'utf8');

/** A page shows itself and nothing from elsewhere, in no frame of anybody's; a form in it leads nowhere. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

const STYLE = `
  :root { --text: #0f141a; --quiet: #424650; --ground: #f3f3f7; --card: #fff; --line: #dedee3; --edge: #c6c6cd; --button: #006ce0; --button-text: #006ce0; --primary: #ff9900; --primary-text: #0f141a; color-scheme: light; }
  :root[data-theme=dark] { --text: #dedee3; --quiet: #a4a4ad; --ground: #0f141a; --card: #161d26; --line: #2d343e; --edge: #424650; --button: #42b4ff; --button-text: #42b4ff; --primary: #ff9900; --primary-text: #0f141a; color-scheme: dark; }
  body { font: 14px/1.5 "Amazon Ember", "Open Sans", "Helvetica Neue", Roboto, Arial, sans-serif; color: var(--text); background: var(--ground); margin: 0; padding: 24px; }
  body[aria-busy] { cursor: progress; }
  main { background: var(--card); border: 1px solid var(--edge); border-radius: 12px; max-width: 1180px; margin: auto; }
  header { display: flex; justify-content: space-between; align-items: center; padding: 10px 20px; border-bottom: 1px solid var(--line); }
  h1 { font-size: 16px; margin: 0; }
  #widget { padding: 4px 20px 20px; overflow-x: auto; }
  h2 { font-size: 18px; margin: 14px 0 4px; }
  h3 { font-size: 14px; margin: 18px 0 4px; }
  p { margin: 8px 0; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); }
  th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
  #widget td:nth-child(5), #widget td:nth-child(6) { white-space: nowrap; }
  code { font-size: 12px; }
  ul { margin: 4px 0; padding-left: 20px; }
  input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 8px; padding: 3px 10px; }
  .btn, button { display: inline-block; font: inherit; font-weight: 600; cursor: pointer; background: none; color: var(--button-text); border: 2px solid var(--button); border-radius: 20px; padding: 2px 16px; margin: 2px 4px 2px 0; }
  .btn-primary { background: var(--primary); border-color: var(--primary); color: var(--primary-text); }
  .btn:hover, button:hover { filter: brightness(1.12); text-decoration: underline; }
  cwdb-action { display: none; }
  dialog { color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 16px 24px; min-width: 320px; max-width: min(860px, 90vw); }
  dialog::backdrop { background: rgb(15 20 26 / 60%); }
  dialog form { text-align: right; margin-top: 12px; }
`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

interface ShownWidget {
  readonly html: string;
  readonly arn: string;
  readonly theme: string;
  /** With which the dashboard calls the widget. */
  readonly parameters: object;
}

export const renderPage = ({ html, arn, theme, parameters }: ShownWidget): string => `<!doctype html>
<html lang="en" data-theme="${escape(theme)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Simployer One → PowerOffice Go: open problems</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>Open problems</h1><button id="refresh">Refresh</button></header>
<div id="widget" data-widget-arn="${escape(arn)}" data-theme="${escape(theme)}" data-params="${escape(JSON.stringify(parameters))}">${html}</div>
</main>
<dialog id="popup"><div class="content"></div><form method="dialog"><button>Close</button></form></dialog>
<dialog id="question"><div class="content"></div><form method="dialog"><button value="no">Cancel</button><button class="btn-primary" value="yes">Confirm</button></form></dialog>
<script type="module" src="/console.mjs"></script>
</body>
</html>
`;
