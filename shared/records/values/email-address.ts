import * as z from 'zod';
import { trimmedText } from './text.ts';

/** 254 characters is what a mail server takes at most (RFC 5321). */
const emailAddress = z.email({ pattern: z.regexes.html5Email }).max(254);
/** What the pattern leaves open: dots stand between other characters, and the last label is a name. */
const HAS_PROPER_DOTS = /^[^.@]+(?:\.[^.@]+)*@.+\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/i;

/**
 * Whether the text is a well-formed e-mail address, its domain in letters of any language (EmailAddress, rows 4 and
 * 21).
 */
export const isEmailAddress = (text: string): boolean => toAsciiEmailAddress(text) !== null;

/**
 * The address with its domain in ASCII, lower case: `kari@blåbær.no` is `kari@xn--blbr-roah.no` (UTS 46, Punycode).
 * For a vendor that refuses the address as typed.
 *
 * @returns `null` when the text is no well-formed address
 */
export const toAsciiEmailAddress = (text: string): string | null => {
  const at = text.lastIndexOf('@');
  const domain = toAsciiDomain(text.slice(at + 1));
  if (at === -1 || domain === null) return null;
  const address = `${text.slice(0, at)}@${domain}`;
  return emailAddress.safeParse(address).success && HAS_PROPER_DOTS.test(address) ? address : null;
};

/** An address as it is compared: without case, and its domain in one form. Two of one mailbox have the same. */
export const emailAddressKey = (text: string): string => {
  const address = trimmedText(text) ?? '';
  return (toAsciiEmailAddress(address) ?? address).toLowerCase();
};

/** Whatever a URL takes for anything but a domain's letters. */
const NO_DOMAIN = /[\s/\\?#@:%[\]]/;

const toAsciiDomain = (domain: string): string | null => {
  const url = `https://${domain}`;
  return !NO_DOMAIN.test(domain) && URL.canParse(url) ? new URL(url).hostname : null;
};
