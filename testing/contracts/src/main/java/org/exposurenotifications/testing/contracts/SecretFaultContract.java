// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** The clauses of {@link SecretStore} when the server does not answer as it should. */
public interface SecretFaultContract extends FaultContract {
  /** Through the source of faults. */
  SecretStore secrets();

  /** As {@link SecretStoreContract#plantSecret}; faults do not reach it. */
  String plantSecret(String name, String value);

  @Override
  default List<PortCall> calls() {
    String reference = plantSecret("under-fault", FaultSteps.CANARY);
    return List.of(
        new PortCall(
            "find",
            "under-fault",
            () ->
                assertThat(secrets().find(reference).map(Secret::reveal))
                    .hasValue(FaultSteps.CANARY)));
  }
}
