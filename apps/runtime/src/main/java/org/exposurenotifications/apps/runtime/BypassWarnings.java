// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.util.List;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;

/** What operators should know of apps that may do without a proof. */
public final class BypassWarnings {
  private BypassWarnings() {}

  /** A sentence or two for each app that may revise keys without a revision token. */
  public static List<String> of(Configuration configuration) {
    return configuration.authorizedApps().stream()
        .filter(AuthorizedApp::bypassRevisionToken)
        .map(BypassWarnings::of)
        .toList();
  }

  private static String of(AuthorizedApp app) {
    String who =
        app.bypassHealthAuthorityVerification()
            ? "anyone can revise any stored key"
            : "anyone with a certificate for this app can revise any stored key";
    return ("authorizedApps: %s has bypassRevisionToken: true, so %s through it, of other people and"
            + " other apps too; set it to false once its phones have revision tokens")
        .formatted(app.name(), who);
  }
}
