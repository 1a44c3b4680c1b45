{{/*
SPDX-FileCopyrightText: The Exposure Notifications key server authors
SPDX-License-Identifier: Apache-2.0
*/}}
{{/* Which roles run as servers, as JSON. */}}
{{- define "keyserver.servers" -}}
{{- $servers := list "publish" -}}
{{- range list "export" "cleanup" -}}
{{- if (index $.Values .).enabled -}}
{{- $servers = append $servers . -}}
{{- end -}}
{{- end -}}
{{- toJson $servers -}}
{{- end }}

{{/* What only the server would complain about otherwise, when it starts. */}}
{{- define "keyserver.checks" -}}
{{- range list "export" "cleanup" -}}
{{- if and (index $.Values .).enabled (not (include "keyserver.component.has" (dict "root" $ "component" . "name" "JOB_TOKEN"))) -}}
{{- fail (printf "%s.enabled needs JOB_TOKEN, in %s.secretEnvironment or as a reference in %s.environment" . . .) -}}
{{- end -}}
{{- end -}}
{{- if and (ne .Values.jobs.by "CronJobs") (not (and .Values.export.enabled .Values.cleanup.enabled)) -}}
{{- fail (printf "jobs.by %s needs export.enabled and cleanup.enabled: nobody else does the jobs" .Values.jobs.by) -}}
{{- end -}}
{{- range list "REVISION_TOKEN_KEY_ID" "REVISION_TOKEN_AAD" -}}
{{- if not (include "keyserver.component.has" (dict "root" $ "component" "publish" "name" .)) -}}
{{- fail (printf "publish needs %s, in publish.secretEnvironment or publish.environment" .) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.networkPolicy.enabled (not .Values.networkPolicy.database) -}}
{{- fail "networkPolicy.database is empty: say where the database is, or set networkPolicy.enabled to false" -}}
{{- end -}}
{{- end }}
