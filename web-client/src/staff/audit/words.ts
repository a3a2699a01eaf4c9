import staff from '../../locales/staff.en.json';
import type { AuditActorKind, AuditSubject } from '../auditApi';
import { s, type StaffKey } from '../words';

const known = (key: string): key is StaffKey => Object.hasOwn(staff, key);

/** A sentence for an action; the log's own word where a newer server has one that this page does not know. */
export function actionText(action: string): string {
  const key = `audit.action.${action}`;
  return known(key) ? s(key) : action;
}

export function resultText(result: string): string {
  if (result === 'ok') return s('audit.done');
  const key = `audit.result.${result}`;
  return known(key) ? s(key) : s('audit.refused', { code: result });
}

/** Who it was: by name where there is one. */
export function actorText(of: { kind: AuditActorKind; actor?: string; name?: string }): string {
  return of.name ?? of.actor ?? s(`audit.kind.${of.kind}`);
}

export function subjectText(of: AuditSubject): string {
  if (of.kind === 'person') return of.name ?? of.id;
  if (of.kind === 'everybody') return s('audit.everybody');
  return s(`audit.subject.${of.kind}`);
}
