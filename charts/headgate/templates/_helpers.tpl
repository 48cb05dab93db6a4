{{/* Labels of every object. */}}
{{- define "headgate.labels" -}}
app.kubernetes.io/name: headgate
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* What selects Headgate's pods. */}}
{{- define "headgate.selector" -}}
app.kubernetes.io/name: headgate
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The user name of the operator. */}}
{{- define "headgate.user" -}}
system:serviceaccount:{{ .Release.Namespace }}:headgate
{{- end -}}

{{/* The user name that live dry runs are made as. */}}
{{- define "headgate.dryRunUser" -}}
system:serviceaccount:{{ .Release.Namespace }}:headgate-dry-run
{{- end -}}

{{/* Metadata of an admission policy: .name and .root */}}
{{- define "headgate.policyMetadata" -}}
metadata:
  name: {{ .name }}
  labels:
    {{- include "headgate.labels" .root | nindent 4 }}
  annotations:
    headgate.dev/policy-version: {{ index .root.Chart.Annotations "headgate.dev/policy-version" | quote }}
{{- end -}}

{{/* The binding of an admission policy: .name and .root. It selects nothing: the policy itself says what it matches. */}}
{{- define "headgate.policyBinding" -}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
{{ include "headgate.policyMetadata" . }}
spec:
  policyName: {{ .name }}
  validationActions: [Deny]
{{- end -}}

{{/* CEL: whether the user applies what Git says and therefore never bypasses. */}}
{{- define "headgate.isFlux" -}}
request.userInfo.username in {{ .Values.flux.serviceAccounts | toJson }} || (has(request.userInfo.groups) && {{ printf "system:serviceaccounts:%s" .Values.flux.namespace | toJson }} in request.userInfo.groups)
{{- end -}}
