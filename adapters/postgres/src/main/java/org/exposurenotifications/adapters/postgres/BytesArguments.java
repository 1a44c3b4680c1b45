// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.Types;
import org.exposurenotifications.ports.Bytes;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

final class BytesArguments extends AbstractArgumentFactory<Bytes> {
  BytesArguments() {
    super(Types.BINARY);
  }

  @Override
  protected Argument build(Bytes value, ConfigRegistry config) {
    return (position, statement, _) -> statement.setBytes(position, value.toByteArray());
  }
}
