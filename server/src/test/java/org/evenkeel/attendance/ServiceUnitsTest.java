package org.evenkeel.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceUnitsTest {

    private static final ServiceUnits FULL = new ServiceUnits.FullQuarterHours();
    private static final ServiceUnits MIDPOINT = new ServiceUnits.QuarterHoursByMidpoint();
    private static final ServiceUnits SESSION = ServiceUnits.PerSession.DEFAULT;

    @Test
    void seventyMinutesAreFourFullQuartersFiveByMidpointAndOneSession() {
        assertThat(ServiceUnits.units(FULL, 70)).isEqualTo(4);
        assertThat(ServiceUnits.units(MIDPOINT, 70)).isEqualTo(5);
        assertThat(ServiceUnits.units(SESSION, 70)).isEqualTo(1);
    }

    @Test
    void theMidpointRuleCountsAQuarterFromItsEighthMinute() {
        assertThat(ServiceUnits.units(MIDPOINT, 7)).isZero();
        assertThat(ServiceUnits.units(MIDPOINT, 8)).isEqualTo(1);
        assertThat(ServiceUnits.units(MIDPOINT, 22)).isEqualTo(1);
        assertThat(ServiceUnits.units(MIDPOINT, 23)).isEqualTo(2);
    }

    @Test
    void aSessionBelowItsMinimumIsNoUnit() {
        assertThat(ServiceUnits.units(SESSION, 44)).isZero();
        assertThat(ServiceUnits.units(SESSION, 45)).isEqualTo(1);
        assertThat(ServiceUnits.units(SESSION, 200)).isEqualTo(1);
    }

    @Test
    void fourteenMinutesAreNoFullQuarter() {
        assertThat(ServiceUnits.units(FULL, 14)).isZero();
        assertThat(ServiceUnits.units(FULL, 15)).isEqualTo(1);
    }

    @Test
    void negativeMinutesAreRefused() {
        assertThatThrownBy(() -> ServiceUnits.units(FULL, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServiceUnits.PerSession(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
