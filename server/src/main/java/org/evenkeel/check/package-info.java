/**
 * Walks the whole way of a participant, and what it stands on, and says of each part whether it is fine, what it means
 * when it is not, and what to do. Changes nothing that lasts, shows no secret and no person. {@link
 * org.evenkeel.check.Subject} names everything that is looked at.
 */
package org.evenkeel.check;
