// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.core.exportfile.ReadLimits;
import org.exposurenotifications.ports.Bytes;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Gets what is at an address: of http, https or file. Thread-safe. */
public final class Download {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int LIMIT = ReadLimits.DEFAULT.archiveBytes();

  private final HttpClient http;

  public Download(HttpClient http) {
    this.http = http;
  }

  /** To be closed when all is done. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(10))
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  /**
   * Takes an address, or the path of a file, as a command's argument.
   *
   * @throws ParameterException if it is neither
   */
  static URI address(CommandSpec command, String text) {
    try {
      if (!text.matches("(?i)https?:.*")) {
        return text.startsWith("file:") ? Path.of(URI.create(text)).toUri() : Path.of(text).toUri();
      }
      URI address = URI.create(text);
      if (address.getHost() == null) {
        throw new IllegalArgumentException("no host");
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "not an address: '" + text + "'", e);
    }
  }

  /**
   * @return empty if there is nothing
   * @throws IOException if it cannot be had, or is longer than any export file may be
   */
  public Optional<Bytes> get(URI address) throws IOException, InterruptedException {
    return "file".equals(address.getScheme()) ? read(Path.of(address)) : fetch(address);
  }

  private static Optional<Bytes> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(limited(in, file.toUri()));
    }
  }

  private Optional<Bytes> fetch(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    HttpResponse<InputStream> response;
    try {
      response = http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(address + " cannot be reached", e);
    }
    try (InputStream body = response.body()) {
      return switch (response.statusCode()) {
        case 200 -> Optional.of(limited(body, address));
        case 404, 410 -> Optional.empty();
        default -> throw new IOException(address + " answers " + response.statusCode());
      };
    }
  }

  private static Bytes limited(InputStream in, URI address) throws IOException {
    byte[] content = in.readNBytes(LIMIT + 1);
    if (content.length > LIMIT) {
      throw new IOException(address + " is longer than " + LIMIT + " bytes");
    }
    return Bytes.of(content);
  }
}
