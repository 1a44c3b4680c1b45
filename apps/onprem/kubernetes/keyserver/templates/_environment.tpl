{{/*
SPDX-FileCopyrightText: The Exposure Notifications key server authors
SPDX-License-Identifier: Apache-2.0
*/}}
{{/* Environment variables. Takes a dict of root and component, here and in every template of the name keyserver.component.… */}}

{{/* The literal ones, references to the platform's secrets among them. */}}
{{- define "keyserver.component.environment" -}}
{{- $component := index .root.Values .component -}}
{{- $all := merge (dict) ($component.environment | default dict) (.root.Values.environment | default dict) (dict "PORT" "8080") -}}
{{- if .root.Values.vaultToken.enabled -}}
{{- $_ := set $all "VAULT_KUBERNETES_TOKEN_FILE" "/var/run/secrets/vault/token" -}}
{{- end -}}
{{- range $name, $value := $all }}
{{ $name }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}

{{/* Those from Secrets. */}}
{{- define "keyserver.component.secretEnvironment" -}}
{{- $component := index .root.Values .component -}}
{{- range $name, $from := merge (dict) ($component.secretEnvironment | default dict) (.root.Values.secretEnvironment | default dict) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $from.secret }}
      key: {{ $from.key }}
{{- end }}
{{- end }}

{{- define "keyserver.component.has" -}}
{{- $component := index .root.Values .component -}}
{{- range list $component.environment $component.secretEnvironment .root.Values.environment .root.Values.secretEnvironment -}}
{{- if hasKey (. | default dict) $.name -}}
true
{{- end -}}
{{- end -}}
{{- end }}
