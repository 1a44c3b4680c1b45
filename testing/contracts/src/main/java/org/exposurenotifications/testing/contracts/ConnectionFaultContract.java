// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import org.junit.jupiter.api.Test;

/**
 * The clauses of {@link FaultContract} about connections, for what speaks HTTP/1.1.
 *
 * <p>An answer that is cut is {@code Transient}, however much of it came, with one exception: of a
 * call that is {@link PortCall#bodiless} it may be taken for the whole instead, or the call is done
 * again, or {@code Transient}. Clients of HTTP differ in whether they miss the end of a head
 * without a body, and nothing depends on it.
 */
public interface ConnectionFaultContract extends FaultContract {
  @Test
  default void aConnectionThatIsResetIsTransientAfterSomeTriesInTime() {
    connections().isTransient(Fault.RESET, 2);
  }

  @Test
  default void aConnectionThatIsRefusedIsTransientInTime() {
    connections().isTransient(Fault.REFUSED, 0);
  }

  @Test
  default void anAnswerThatIsCutIsTransientInTime() {
    connections().withoutBodiless().isTransient(Fault.CUT_REPLY, 1);
  }

  @Test
  default void oneResetIsSurvived() {
    connections().isSurvived(Fault.RESET);
  }

  @Test
  default void oneCutAnswerIsSurvivedOrTold() {
    connections().isSurvivedOrTransient(Fault.CUT_REPLY);
  }

  private FaultSteps connections() {
    return new FaultSteps(faults(), patience(), calls(), hidden());
  }
}
