/*
 * The little of a session description that this page touches.
 */

const OPUS = /^a=rtpmap:(\d+) opus\/48000[^\r\n]*/im;
const WANTED = ['useinbandfec=1', 'usedtx=1'];

/**
 * Offers to send next to nothing while nobody speaks, and to mend lost sound from what follows: the other side decides
 * by what it answers. For the text that is sent; the browser's own description stays as it is.
 */
export function offeringQuiet(sdp: string): string {
  const payload = OPUS.exec(sdp)?.[1];
  if (payload === undefined) return sdp;
  const line = new RegExp(`^a=fmtp:${payload} ([^\\r\\n]*)`, 'm');
  const parts = line.exec(sdp)?.[1]?.trim().split(';');
  if (!parts) return sdp.replace(OPUS, (rtpmap) => `${rtpmap}\r\na=fmtp:${payload} ${WANTED.join(';')}`);
  const added = WANTED.filter((each) => !parts.includes(each));
  return sdp.replace(line, `a=fmtp:${payload} ${[...parts, ...added].join(';')}`);
}
