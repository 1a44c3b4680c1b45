// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The files of one server: its data, and the password of its superuser. */
record Cluster(Path folder) {
  private static final int PASSWORD_BYTES = 24;

  /** There is no other way in: no Unix socket, no replication. */
  private static final String ACCESS =
      """
      # written at each start
      host all all 127.0.0.1/32 scram-sha-256
      """;

  Path data() {
    return folder.resolve("data");
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }

  Path log() {
    return folder.resolve("server.log");
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  /**
   * Makes what is not there yet: data, or a password for data that was made without one.
   *
   * @param sync whether it survives a crash of the machine
   */
  void prepare(Programs programs, boolean sync) throws IOException {
    if (!Files.exists(data())) {
      initialise(programs, sync);
    } else if (!Files.exists(passwordFile())) {
      protect(programs);
    }
    Files.writeString(data().resolve("pg_hba.conf"), ACCESS);
  }

  private void initialise(Programs programs, boolean sync) throws IOException {
    Path part = folder.resolve("data.part");
    Folders.delete(part);
    writePassword(newPassword());
    var arguments =
        new ArrayList<>(
            List.of(
                "--pgdata=" + part,
                "--username=" + PostgresAddress.USER,
                "--encoding=UTF8",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile(),
                "--no-instructions"));
    if (!sync) {
      arguments.add("--no-sync");
    }
    programs.run("initdb", arguments, "");
    Files.move(part, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** In single-user mode, where nobody can connect meanwhile. */
  private void protect(Programs programs) throws IOException {
    String password = newPassword();
    programs.run(
        "postgres",
        List.of(
            "--single",
            "-D",
            data().toString(),
            "-c",
            "password_encryption=scram-sha-256",
            "-c",
            "log_min_error_statement=panic",
            PostgresAddress.DATABASE),
        "ALTER ROLE %s PASSWORD '%s'%n".formatted(PostgresAddress.USER, password));
    writePassword(password);
  }

  private void writePassword(String password) throws IOException {
    Path part = Files.createTempFile(folder, "password-", ".part");
    Files.writeString(part, password + "\n");
    Files.move(part, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
