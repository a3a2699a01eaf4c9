package org.evenkeel.bench;

/** One figure beside the most that it may be. */
record Finding(String what, double found, String unit, double target, String remark) {

    boolean met() {
        return found <= target;
    }

    String line() {
        return "%-6s %-58s %10.2f %-5s (at most %.2f)%s"
                .formatted(met() ? "met" : "MISSED", what, found, unit, target, remark.isEmpty() ? "" : "  " + remark);
    }
}
