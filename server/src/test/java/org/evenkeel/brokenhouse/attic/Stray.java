package org.evenkeel.brokenhouse.attic;

/** A class in a package that the table does not know. */
final class Stray {}
