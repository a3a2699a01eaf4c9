/**
 * How long records are kept, and what deletes them: whole session records, answers of people who were never let in,
 * emergency accesses, the beginning of the audit log. Each deletion is a row of the audit log, and nothing of somebody
 * under a legal hold goes.
 */
package org.evenkeel.retention;
