package org.evenkeel.check;

import java.util.ArrayList;
import java.util.List;

/** Children of the server where a service manager could keep them. */
record ChildrenCheck(CheckPlan plan) implements Check {

    @Override
    public Subject subject() {
        return Subject.CHILDREN;
    }

    @Override
    public List<Finding> look() {
        boolean systemd = Machine.read(plan.machine().proc().resolve("1/comm")).orElse("").equals("systemd");
        var children = new ArrayList<String>();
        if (plan.redis().own()) {
            children.add("Redis");
        }
        if (plan.media().own() && plan.media().installed()) {
            children.add("Janus");
        }
        if (children.isEmpty()) {
            return Subject.only(subject().fine("The server starts neither Redis nor Janus itself."));
        }
        var names = String.join(" and ", children);
        return Subject.only(
                systemd
                        ? subject().warning("systemd runs this machine, and the server starts %s itself.", names)
                        : subject().fine("The server starts %s itself; systemd does not run this machine.", names));
    }
}
