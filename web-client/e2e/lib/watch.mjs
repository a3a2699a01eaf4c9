/*
 * What nobody clicks on and everybody would regret: console errors, CSP violations, requests to another origin, and
 * every frame that a page received. A story ends with `verdict()`.
 */

/** What a browser says by itself when a request is refused or a line is cut; a story allows it where it makes it. */
export const REFUSED = /Failed to load resource: the server responded with a status of 4\d\d/;
export const CUT = /net::ERR_|WebSocket connection to .* failed/;

/**
 * Two frames of one seq: the second looks like a repetition, and what it says is lost. So it once was with what
 * concerned one person alone: it came after his audience's frame, and a restored hand did not know that it was up.
 */
function oneFrameASeq(note) {
  let last = 0;
  return (text) => {
    const message = JSON.parse(text);
    if (message.t === 'ev' && message.seq <= last) note(`a second frame of seq ${message.seq}`);
    if ('seq' in message && message.t !== 'ack') last = message.seq;
  };
}

export class Watch {
  constructor(origin) {
    this.origin = origin;
    this.problems = [];
    this.requests = 0;
    /** Frames by who received them: `{who, sent, text}`. */
    this.frames = [];
    /** Bodies of the API's answers, addresses and titles of pages, by whose they were: `{who, text}`. */
    this.answers = [];
    this.addresses = [];
    this.titles = [];
    /** Every address that was asked for. */
    this.asked = [];
  }

  /** Watches a page; `allowed` are the console lines that its story makes on purpose. */
  async page(page, who, origins = [this.origin], allowed = []) {
    const note = (what) => this.problems.push(`${who}: ${what}`);
    const hosts = origins.map((each) => new URL(each).host);
    page.on('pageerror', (error) => note(`uncaught ${error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      if (!allowed.some((each) => each.test(message.text()))) note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('request', (request) => {
      this.requests++;
      this.asked.push(request.url());
      const url = new URL(request.url());
      if (!['blob:', 'data:'].includes(url.protocol) && !hosts.includes(url.host)) note(`asked another origin: ${url.origin}`);
    });
    page.on('websocket', (socket) => {
      if (!hosts.includes(new URL(socket.url()).host)) note(`socket to another origin: ${socket.url()}`);
      const numbered = oneFrameASeq(note);
      socket.on('framereceived', ({ payload }) => {
        this.frames.push({ who, sent: false, text: String(payload) });
        numbered(String(payload));
      });
      socket.on('framesent', ({ payload }) => this.frames.push({ who, sent: true, text: String(payload) }));
    });
    page.on('framenavigated', (frame) => this.addresses.push({ who, text: frame.url() }));
    page.on('response', (response) => {
      if (!new URL(response.url()).pathname.startsWith('/api/')) return;
      const kept = response.text().then((text) => this.answers.push({ who, text }));
      kept.catch(() => undefined); // a page that went away took the body with it
    });
    await page.exposeFunction('reportTitle', (text) => void this.titles.push({ who, text }));
    await page.exposeFunction('reportViolation', (text) => note(`CSP: ${text}`));
    await page.addInitScript(() => {
      const tell = () => window.reportTitle(document.title);
      document.addEventListener('DOMContentLoaded', () => {
        tell();
        new MutationObserver(tell).observe(document.head, { subtree: true, childList: true, characterData: true });
      });
      document.addEventListener('securitypolicyviolation', (event) => {
        window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
  }

  /** What this person's pages received, as one text. */
  received(who) {
    return this.frames.filter((frame) => !frame.sent && frame.who === who).map((frame) => frame.text);
  }

  /** Everything that this person's pages were sent, by socket and HTTP, as one text. */
  knownTo(who) {
    return [...this.received(who), ...this.answers.filter((each) => each.who === who).map((each) => each.text)].join('\n');
  }

  verdict() {
    if (this.requests === 0) throw new Error('nothing was watched');
    if (this.problems.length > 0) throw new Error(`The pages complained:\n  ${[...new Set(this.problems)].join('\n  ')}`);
  }
}
