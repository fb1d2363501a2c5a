/*
 * The dashboard on this machine: the widget in its page, and the functions behind its buttons, called as the console
 * calls them in AWS. Reading is a GET; what a button does is a POST, which a server for real vendors refuses before it
 * comes here, and whose page has no such buttons. Only functions of the dashboard are called, whichever the page names.
 * For example, `POST /actions` with the ARN of the operator's function and `{"action":"plan"}` answers with the HTML that
 * says so.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Runtime } from '../../loopback/start-runtime.ts';
import { CONSOLE_SCRIPT, PAGE_HEADERS, renderPage } from './page.ts';

type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const WIDGET = 'WidgetFunction';
/** The functions that a button may call. */
const BEHIND_BUTTONS = ['ExplainFunction', 'OperatorActionsFunction', 'ApproverActionsFunction'];

const pressSchema = z.strictObject({ endpoint: z.string(), event: z.record(z.string(), z.unknown()) });

const parseJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

const answerJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const FAILED = '<p>The function failed; see its log.</p>';

/** @param parameters what the dashboard calls its widget with: whether there are buttons that do something, and of which flow it tells */
export const createDashboard = (
  runtime: Runtime,
  parameters: { readonly buttons: boolean; readonly flow?: string },
) => {
  const htmlOf = async (functionName: string, event: object): Promise<string> => {
    const result = await runtime.invoke(functionName, event);
    return result.status === 'succeeded' ? z.string().catch(FAILED).parse(JSON.parse(result.payload)) : FAILED;
  };

  const showPage: Answering = async ({ url }, response) => {
    const theme = addressOf(url).searchParams.get('theme') === 'dark' ? 'dark' : 'light';
    const html = await htmlOf(WIDGET, { ...parameters, widgetContext: { theme } });
    const page = renderPage({ html, arn: runtime.functionArn(WIDGET), theme, parameters });
    response.writeHead(200, PAGE_HEADERS).end(page);
  };

  const showScript: Answering = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(CONSOLE_SCRIPT);
    return Promise.resolve();
  };

  const showWidget: Answering = async ({ url }, response) => {
    const event = z
      .record(z.string(), z.unknown())
      .safeParse(parseJson(addressOf(url).searchParams.get('event') ?? ''));
    // Whatever the page asks for, a dashboard without buttons has none.
    answerJson(response, 200, {
      html: await htmlOf(WIDGET, { ...event.data, ...(parameters.buttons ? {} : parameters) }),
    });
  };

  const press: Answering = async (request, response) => {
    const asked = pressSchema.safeParse(parseJson(await text(request))).data;
    const name = BEHIND_BUTTONS.find((one) => runtime.functionArn(one) === asked?.endpoint);
    if (asked === undefined || name === undefined) answerJson(response, 400, { code: 'INPUT_INVALID' });
    else answerJson(response, 200, { html: await htmlOf(name, asked.event) });
  };

  const routes: Readonly<Record<string, Answering>> = {
    'GET /': showPage,
    'GET /console.mjs': showScript,
    'GET /widget': showWidget,
    'POST /actions': press,
  };
  return {
    /** What answers a request of the dashboard's; null for any other. */
    find: ({ method, url }: IncomingMessage): Answering | null => {
      const route = `${method} ${addressOf(url).pathname}`;
      return Object.hasOwn(routes, route) ? (routes[route] ?? null) : null;
    },
  };
};

const BASE = 'http://127.0.0.1';
/** An address that is none belongs to nobody. */
const addressOf = (url: string | undefined): URL => URL.parse(url ?? '/', BASE) ?? new URL('/none', BASE);
