-- SPDX-FileCopyrightText: The Exposure Notifications key server authors
-- SPDX-License-Identifier: Apache-2.0

INSERT INTO healthauthority (id, iss, aud, name, jwks_uri) VALUES
  (1, 'gov.example.doh', 'server', 'Département de la santé – Ünïcode', 'https://doh.example/jwks'),
  (2, 'gov.other', 'server', 'Other', 'not a uri'),
  (3, '', 'server', 'Blank', NULL);
INSERT INTO healthauthoritykey VALUES
  (1, 'r1', '2026-01-01Z', NULL, '@PEM@'),
  (1, 'r0', '2020-01-01Z', '2021-01-01Z', '@PEM@'),
  (1, 'bad', '2026-01-01Z', NULL, 'no PEM'),
  (2, 'null', '2026-01-01Z', NULL, NULL);
INSERT INTO authorizedapp VALUES
  ('com.example.app', '{us,US-CA}', '{1,2,9}', false, true),
  ('com.example.null', '{US}', NULL, true, false),
  ('com.example.bad', '{"no such region, really"}', '{1}', false, false);
INSERT INTO signatureinfo (id, signing_key, signing_key_version, signing_key_id, thru_timestamp) VALUES
  (4, 'projects/p/keys/k/1', 'v1', '310', NULL),
  (5, 'projects/p/keys/k/0', 'v0', '310', '2021-01-01Z'),
  (6, 'projects/p/keys/k/2', 'a b', '310', NULL);
INSERT INTO exportconfig VALUES
  (1, 'exports', 'us', 14400, 'US', NULL, NULL, true, false, '0001-01-01Z', NULL, '{5,4,6}', NULL),
  (2, 'exports', 'ca', 3600, 'CA', '{ca,US-CA}', '{MX}', false, true, '2026-01-01Z', NULL, '{}', 100),
  (3, 'exports', 'odd', 25200, 'US', NULL, NULL, false, false, '2026-01-01Z', NULL, NULL, NULL);
-- 10: latest; 11: deleted long ago; 12: its file is to be deleted; 13: not done; 14: no such export here
INSERT INTO exportbatch VALUES
  (10, 1, 'exports', 'us', @DAY@ - '4h'::interval, @DAY@, 'US', NULL, NULL, true, false, 'COMPLETE', NULL, '{4}', NULL),
  (11, 1, 'exports', 'us', @DAY@ - '40d'::interval, @DAY@ - '956h'::interval, 'US', NULL, NULL, true, false, 'COMPLETE', NULL, '{4}', NULL),
  (12, 1, 'exports', 'us', @DAY@ - '20d'::interval, @DAY@ - '476h'::interval, 'US', NULL, NULL, true, false, 'COMPLETE', NULL, '{4}', NULL),
  (13, 2, 'exports', 'ca', @DAY@ - '1h'::interval, @DAY@, 'CA', '{CA}', NULL, false, true, 'OPEN', NULL, NULL, NULL),
  (14, 3, 'exports', 'odd', @DAY@ - '7h'::interval, @DAY@, 'US', NULL, NULL, false, false, 'COMPLETE', NULL, NULL, NULL);
INSERT INTO exportfile (filename, bucket_name, batch_id, status) VALUES
  ('us/1-2-00001.zip', 'exports', 10, 'COMPLETE'),
  ('us/old.zip', 'exports', 11, 'DELETED'),
  ('us/going.zip', 'exports', 12, 'DEL_PEND'),
  ('../escape.zip', 'exports', 10, 'COMPLETE');
INSERT INTO exposure (exposure_key, transmission_risk, app_package_name, regions, traveler,
    interval_number, interval_count, created_at, local_provenance, health_authority_id, report_type,
    days_since_symptom_onset, revised_report_type, revised_at, revised_days_since_symptom_onset,
    revised_transmission_risk) VALUES
  ('AAAAAAAAAAAAAAAAAAAAAA==', 2, 'com.example.app', '{US,us-ca,"not, a code"}', true, 2650032, 144, @DAY@, true, 1, 'likely', -3, 'confirmed', @DAY@ + '1h'::interval, NULL, NULL),
  ('AAAAAAAAAAAAAAAAAAAAAA', 2, NULL, '{US}', false, 2650032, 144, @DAY@, true, NULL, 'likely', NULL, NULL, NULL, NULL, NULL),
  ('AQEBAQEBAQEBAQEBAQEBAQ==', 0, NULL, NULL, false, 2650032, 1, @DAY@ + '30h'::interval, false, NULL, '', NULL, NULL, NULL, NULL, NULL),
  ('AgICAgICAgICAgICAgICAg==', 3, 'export-generated', '{CA}', false, 2650032, 144, @DAY@, true, NULL, 'confirmed', 2, NULL, NULL, NULL, NULL),
  ('AwMDAwMDAwMDAwMDAwMDAw==', 3, NULL, '{CA}', false, 2650032, 144, @DAY@ - '15d'::interval, true, NULL, 'confirmed', 2, NULL, NULL, NULL, NULL),
  ('c2hvcnQ=', 3, NULL, '{CA}', false, 2650032, 144, @DAY@, true, NULL, 'confirmed', 2, NULL, NULL, NULL, NULL),
  ('ключ', 3, NULL, '{CA}', false, 2650032, 144, @DAY@, true, NULL, 'confirmed', 2, NULL, NULL, NULL, NULL),
  ('BAQEBAQEBAQEBAQEBAQEBA==', 3, NULL, '{CA}', false, 2650032, 145, @DAY@, true, NULL, 'confirmed', 2, NULL, NULL, NULL, NULL),
  ('BQUFBQUFBQUFBQUFBQUFBQ==', 9, NULL, '{CA}', false, 2650032, 144, @DAY@, true, NULL, 'confirmed', 2, NULL, NULL, NULL, NULL),
  ('BgYGBgYGBgYGBgYGBgYGBg==', 3, NULL, '{CA}', false, 2650032, 144, @DAY@, true, NULL, 'guessed', 9223372036854775807, NULL, NULL, NULL, NULL);
INSERT INTO healthauthoritystats VALUES (1, @DAY@, '{0,1,2}');
INSERT INTO mirror DEFAULT VALUES;
