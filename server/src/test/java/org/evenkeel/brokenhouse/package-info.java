/** A house with every wall broken once: what {@code HouseWallsTest} must notice. */
package org.evenkeel.brokenhouse;
