import { userInfo } from 'node:os';

/** Who is logged in on this machine; null where the system does not say, as in a container without a user. */
export const userName = (): string | null => {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
};
