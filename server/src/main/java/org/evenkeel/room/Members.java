package org.evenkeel.room;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Everybody who ever entered, in order of first entry. Immutable; any thread.
 *
 * <p>Almost every entry of a room's log changes one member of many: a change copies the row of members, and shares with
 * the map it came from who stands where. As a copied hash map this was half of what folding an entry costs.
 */
final class Members extends AbstractMap<MemberId, Member> {

    private final Map<MemberId, Integer> places;
    private final Member[] row;

    private Members(Map<MemberId, Integer> places, Member[] row) {
        this.places = places;
        this.row = row;
    }

    /** The same members in the same order. */
    static Members of(Map<MemberId, Member> members) {
        if (members instanceof Members already) {
            return already;
        }
        var places = HashMap.<MemberId, Integer>newHashMap(members.size());
        members.keySet().forEach(id -> places.put(id, places.size()));
        return new Members(places, members.values().toArray(Member[]::new));
    }

    /** With this member in his place, or at the end when he is new. */
    Members with(Member member) {
        var place = places.get(member.id());
        if (place == null) {
            var more = new HashMap<>(places);
            more.put(member.id(), row.length);
            var longer = Arrays.copyOf(row, row.length + 1);
            longer[row.length] = member;
            return new Members(more, longer);
        }
        var changed = row.clone();
        changed[place] = member;
        return new Members(places, changed);
    }

    /** The members in order; the caller's own copy. */
    Member[] toRow() {
        return row.clone();
    }

    /** The same people, each as he is in this row. */
    Members withRow(Member[] changed) {
        return new Members(places, changed);
    }

    @Override
    public Member get(Object id) {
        var place = places.get(id);
        return place == null ? null : row[place];
    }

    @Override
    public boolean containsKey(Object id) {
        return places.containsKey(id);
    }

    @Override
    public int size() {
        return row.length;
    }

    @Override
    public Collection<Member> values() {
        return Collections.unmodifiableList(Arrays.asList(row));
    }

    @Override
    public Set<Entry<MemberId, Member>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<MemberId, Member>> iterator() {
                return Arrays.stream(row).map(member -> Map.entry(member.id(), member)).iterator();
            }

            @Override
            public int size() {
                return row.length;
            }
        };
    }
}
