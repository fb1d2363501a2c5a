import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { createTempFolder } from '../builders/temp-folder.ts';

/** Debian's. */
const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

/** A real browser, without a window, with a profile of its own; nothing of it leaves this machine. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    // A machine with other work takes long to bring it up; a test that hangs is ended by its own limit.
    timeout: 0,
    env: { ...process.env, HOME: await createTempFolder('browser') },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
