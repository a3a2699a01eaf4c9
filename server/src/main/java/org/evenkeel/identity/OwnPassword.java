package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

/** Whether somebody knows his own password. */
record OwnPassword(PasswordStore store, Passwords passwords) {

    /** Whether it is the person's; of somebody who has none, anything is. */
    boolean is(PersonId person, String typed) {
        var kept = store.find(person);
        return passwords.verify(typed, kept.map(PasswordStore.Kept::hash)) || kept.isEmpty();
    }
}
