/**
 * Evenkeel's server. Each package below is one room of the house; which room may know which is stated, and checked, by
 * {@code HouseWallsTest}.
 */
package org.evenkeel;
