/**
 * The JSON resources over HTTP, for staff and for participants, and what rooms ask about people: the door that knows
 * who holds a ticket, and the names behind ids.
 *
 * <p>Every resource states its rule beside its path; whoever asks is identified and checked before a handler runs.
 * Bodies are read strictly: an unknown field or a wrong type is refused with the field's name. Refusals carry stable
 * codes and say nothing about anybody. Handlers run on virtual threads and may block.
 */
package org.evenkeel.api;
