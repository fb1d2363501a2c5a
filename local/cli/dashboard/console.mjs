// What the CloudWatch console does with a custom widget, for the page that is served on this machine: a click on an
// element carries out the `cwdb-action` behind it. It asks first where a confirmation is wanted, sends what is typed
// into the widget along, and shows the answer in place of the widget or in a window before it. Plain JavaScript,
// because it runs in the browser. For example, the button "Make a plan" posts `{"action":"plan"}` for its function,
// and the sentence that comes back stands in a window that is closed again.
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call,
   typescript/no-unsafe-member-access, typescript/no-unsafe-return -- nothing here has types */
const { document, fetch } = globalThis;
const widget = document.querySelector('#widget');
const popup = document.querySelector('#popup');
const question = document.querySelector('#question');
const { widgetArn, theme, params: paramsText } = widget.dataset;
const params = JSON.parse(paramsText);

/** As often as a dashboard that is left open. */
const REFRESH_IN_MILLIS = 30_000;

const typedIn = () =>
  Object.fromEntries([...widget.querySelectorAll('input[name]')].map(({ name, value }) => [name, value]));

/** What a function answers to an event, as HTML. The widget itself only reads, so that it is asked with GET. */
const call = async (endpoint, parameters) => {
  const event = { ...parameters, widgetContext: { theme, params, forms: { all: typedIn() } } };
  const response =
    endpoint === widgetArn
      ? await fetch(`/widget?${new URLSearchParams({ event: JSON.stringify(event) })}`)
      : await fetch('/actions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ endpoint, event }),
        });
  const answer = await response.json();
  return response.ok ? answer.html : null;
};

const showIn = (element, html) => {
  if (html === null) element.textContent = 'The function failed; see its log.';
  else element.innerHTML = html;
};

/** How often the widget was asked for: an answer that comes after another was asked for is shown no more. */
let timesAsked = 0;

const show = async (display, endpoint, parameters, isWanted = () => true) => {
  if (display !== 'popup') timesAsked += 1;
  const asked = timesAsked;
  document.body.setAttribute('aria-busy', 'true');
  const html = await call(endpoint, parameters).catch(() => null);
  document.body.removeAttribute('aria-busy');
  if (display !== 'popup') {
    if (asked === timesAsked && isWanted()) showIn(widget, html);
    return;
  }
  showIn(popup.querySelector('.content'), html);
  if (!popup.open) popup.showModal();
};

/** Resolves with whether somebody said yes. */
const confirm = (text) =>
  new Promise((resolve) => {
    question.querySelector('.content').textContent = text;
    question.returnValue = '';
    question.addEventListener('close', () => resolve(question.returnValue === 'yes'), { once: true });
    question.showModal();
  });

const carryOut = async (action) => {
  const confirmation = action.getAttribute('confirmation');
  if (confirmation !== null && !(await confirm(confirmation))) return;
  await show(action.getAttribute('display'), action.getAttribute('endpoint'), JSON.parse(action.textContent));
};

document.addEventListener('click', (event) => {
  const action = event.target.closest('a, button')?.nextElementSibling;
  if (action?.localName !== 'cwdb-action') return;
  event.preventDefault();
  void carryOut(action);
});

const refresh = (isWanted) => show('widget', widgetArn, params, isWanted);
document.querySelector('#refresh').addEventListener('click', () => void refresh());

/** Nothing is taken from under the eyes of whoever reads, types or is asked. */
const isLookedAt = () =>
  popup.open ||
  question.open ||
  widget.querySelector('h2') !== null ||
  [...widget.querySelectorAll('input')].some(({ value }) => value !== '');
const isLeftAlone = () => !isLookedAt();
globalThis.setInterval(() => {
  // Somebody may begin to type before the answer is there.
  if (isLeftAlone()) void refresh(isLeftAlone);
}, REFRESH_IN_MILLIS);
