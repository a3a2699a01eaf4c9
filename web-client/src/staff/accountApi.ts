/* JSON of one's own account (`/api/staff/account`). */
import type { AccountNotice, Standing } from './api';

/** `GET /api/staff/account`. */
export interface Account {
  /** Absent when there is none. */
  secondFactorSince?: number;
  /** Recovery codes that are unused. */
  recoveryLeft: number;
  secondFactorRequired: boolean;
  hasPassword: boolean;
  /** The last seen first. */
  sessions: SignInShown[];
  /** The newest first. */
  events: AccountEvent[];
}

export interface SignInShown {
  id: string;
  createdAt: number;
  lastSeenAt: number;
  /** The one that asks. */
  here: boolean;
}

export interface AccountEvent extends AccountNotice {
  /** Who did it, when it was another member of staff. */
  by?: string;
}

/**
 * Body of `POST .../second-factor` (answers `OfferedSecret`), `.../second-factor/remove` (204) and `.../recovery-codes`
 * (answers `RecoveryCodes`): a code where there is a second factor, else the password; absent while signing in.
 */
export interface Proof {
  proof?: string;
}

export interface OfferedSecret {
  /** To type into an app. */
  secret: string;
  /** `otpauth:`, to show as a QR code. */
  address: string;
}

/** Answer of `POST .../second-factor/confirm` (body `TypedCode`) and `.../recovery-codes`; shown once. */
export interface RecoveryCodes {
  codes: string[];
  /** How the sign-in stands now, after a confirmation. */
  signIn?: Standing;
}

/** Body of `POST .../password`; answers `Standing`. The old one is not asked for as a step of signing in. */
export interface OwnPassword {
  oldPassword?: string;
  password: string;
}

/** Body of `POST .../notices/seen`: the time of the newest that was shown. 204. */
export interface SeenUpTo {
  upTo: number;
}
// `POST .../sessions/{id}/end` and `.../sessions/others/end` (no body) end other sign-ins, 204
