/** Of what should have come, more than this share was lost: the way here is too narrow for so many pictures. */
const LOSSY = 0.05;
/** Looks without loss before more is tried; doubled each time that more was too much. */
const PATIENCE = 5;
const MOST_PATIENCE = 40;
/** Loss so few looks after more was tried comes from trying. */
const BLAMED = 3;

/**
 * How many pictures may come, so that the sound stays whole: the SFU forwards what it is asked for, however narrow the
 * way, and a full way loses voices and pictures alike. Halves at each lossy look, and tries more when all is well for a
 * while: additive patience, multiplicative thrift, as in congestion control (Chiu and Jain 1989), with pictures as unit.
 */
export class Thrift {
  private most = Infinity;
  private wellFor = 0;
  private patience = PATIENCE;
  private sinceMore = Infinity;

  /** The most pictures that may come now; Infinity: as many as are shown. */
  get pictures(): number {
    return this.most;
  }

  /**
   * One look.
   *
   * @param lost share of packets that did not come since the last look, 0 to 1
   * @param shown how many pictures the page would show
   */
  look(lost: number, shown: number): void {
    this.sinceMore++;
    if (lost > LOSSY) this.less(shown);
    else if (this.most !== Infinity && ++this.wellFor >= this.patience) this.more(shown);
  }

  reset(): void {
    this.most = Infinity;
    this.wellFor = 0;
    this.patience = PATIENCE;
    this.sinceMore = Infinity;
  }

  private less(shown: number): void {
    if (this.sinceMore <= BLAMED) this.patience = Math.min(MOST_PATIENCE, this.patience * 2);
    this.most = Math.floor(Math.min(this.most, shown) / 2);
    this.wellFor = 0;
    this.sinceMore = Infinity;
  }

  private more(shown: number): void {
    const next = Math.max(1, this.most * 2);
    this.most = next >= shown ? Infinity : next;
    this.wellFor = 0;
    this.sinceMore = 0;
  }
}
