/** Browsers inside mail and messenger apps: most of them give a page neither camera nor microphone. */
const IN_APP = /\b(FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|Snapchat|Twitter|LinkedInApp|Pinterest|TikTok|musical_ly|KAKAOTALK)|; wv\)/;

/** Whether this page runs inside another app and has no camera there. */
export const isInAppWithoutCamera = (userAgent: string, hasDevices: boolean): boolean =>
  IN_APP.test(userAgent) && !hasDevices;

/** The token of a personal link, from the address' fragment; anything else there is none. */
export function tokenOf(hash: string): string | undefined {
  const token = hash.replace(/^#/, '');
  return /^[A-Za-z0-9_-]{16,128}$/.test(token) ? token : undefined;
}
