{{/*
SPDX-FileCopyrightText: The Exposure Notifications key server authors
SPDX-License-Identifier: Apache-2.0
*/}}
{{/* Names and labels. */}}

{{- define "keyserver.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 36 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" (.Release.Name | trunc 26 | trimSuffix "-") .Chart.Name -}}
{{- end -}}
{{- end }}

{{/* Of every pod of the release. */}}
{{- define "keyserver.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "keyserver.labels" -}}
{{ include "keyserver.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "keyserver.image" -}}
{{- $repository := required "image.repository is empty: name the image of the app for this platform" .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{ $repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ $repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}
