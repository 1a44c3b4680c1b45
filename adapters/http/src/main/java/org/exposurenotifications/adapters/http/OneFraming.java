// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Refuses transfer codings that another server on the way could take for the end of the request:
 * all but exactly one {@code chunked} in HTTP/1.1. Jetty, set to be strict, refuses the rest.
 */
final class OneFraming implements HttpConfiguration.Customizer {
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
    if (!codings.isEmpty()) {
      if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
        throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
      }
      if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw new HttpException.RuntimeException(HttpStatus.NOT_IMPLEMENTED_501);
      }
    }
    return request;
  }
}
