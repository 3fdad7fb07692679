"""The manifests render, keep to their schemas and to the settings, and name only what is there."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from dev.environment import SERVICE_PERMISSIONS
from dev.layout import SERVICES
from kubernetes_validate import validate
from ops.manifests import loaded, meaningless

ROOT = Path(__file__).parents[2]
K8S = ROOT / "deploy" / "k8s"
KINDS = ("base", "overlays/demo")
VERSION = "1.31"
SEALED = "overlays/demo/secrets.yaml"

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="no kubectl here: manifests cannot be rendered")

Document = dict[str, Any]


@cache
def rendered(folder: str) -> tuple[Document, ...]:
    result = subprocess.run(["kubectl", "kustomize", str(K8S / folder)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return tuple(yaml.safe_load_all(result.stdout))


def named(folder: str, kind: str) -> dict[str, Document]:
    return {one["metadata"]["name"]: one for one in rendered(folder) if one["kind"] == kind}


def secrets(folder: str) -> dict[str, Document]:
    """Those of the demo stand for the sealed ones of a real deployment: the keys are the same."""
    sealed = yaml.safe_load_all((K8S / SEALED).read_text())
    return {one["metadata"]["name"]: one for one in sealed}


def pods(folder: str) -> Iterator[tuple[str, Document]]:
    for one in rendered(folder):
        if one["kind"] in {"Deployment", "StatefulSet", "Job"}:
            yield f"{one['kind']}/{one['metadata']['name']}", one["spec"]["template"]


def environment(folder: str, container: Document) -> dict[str, str]:
    """What the process would find in its environment."""
    found: dict[str, str] = {}
    for source in container.get("envFrom", ()):
        if "configMapRef" in source:
            found |= named(folder, "ConfigMap")[source["configMapRef"]["name"]]["data"]
        else:
            found |= secrets(folder)[source["secretRef"]["name"]]["stringData"]
    return found | {one["name"]: one["value"] for one in container.get("env", ())}


@pytest.mark.parametrize("folder", KINDS)
def test_every_document_keeps_to_its_schema(folder: str) -> None:
    for document in rendered(folder):
        validate(document, VERSION, strict=True)


@pytest.mark.parametrize("folder", KINDS)
@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_an_api_workers_and_a_migration_given_all_they_need(folder: str, service: str) -> None:
    found = {
        name: template["spec"]["containers"][0]
        for name, template in pods(folder)
        if template["metadata"]["labels"]["app.kubernetes.io/name"] == service
    }
    assert {name: container["args"] for name, container in found.items()} == {
        f"Deployment/{service}-api": [service, "api"],
        f"Deployment/{service}-worker": [service, "worker"],
        f"Job/{service}-migrate": [service, "migrate"],
    }
    for container in found.values():
        result = environment(folder, container)
        assert meaningless(service, result) == set()
        settings = loaded(service, result)
        assert settings.identity_url == "http://identity-api:8000"
        assert (settings.host, settings.port) == ("0.0.0.0", 8000)


@pytest.mark.parametrize("folder", KINDS)
def test_ports_lead_to_ports(folder: str) -> None:
    templates = [template for _, template in pods(folder)]
    for name, service in named(folder, "Service").items():
        selector = service["spec"]["selector"].items()
        chosen = [one for one in templates if selector <= one["metadata"]["labels"].items()]
        assert chosen, f"{name} chooses no pod"
        for template in chosen:
            ports = {port["name"] for one in template["spec"]["containers"] for port in one.get("ports", ())}
            assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports, name
    listening = {
        f"{name}:{port['port']}" for name, one in named(folder, "Service").items() for port in one["spec"]["ports"]
    }
    gateway = named(folder, "ConfigMap")["gateway"]["data"]
    assert {gateway[f"{service.upper()}_ADDRESS"] for service in SERVICES} == {
        f"{service}-api:8000" for service in SERVICES
    } & listening


@pytest.mark.parametrize("folder", KINDS)
def test_the_gateways_image_is_given_what_it_demands(folder: str) -> None:
    demanded = set(re.findall(r'"\$\{([A-Z_]+):\?\}"', (ROOT / "deploy/docker/gateway.sh").read_text()))
    preset = set(re.findall(r"\b([A-Z_]+)=", (ROOT / "deploy/docker/gateway.Dockerfile").read_text()))
    result = set(named(folder, "ConfigMap")["gateway"]["data"])
    assert demanded <= result <= demanded | preset


@pytest.mark.parametrize("folder", KINDS)
def test_everything_a_pod_refers_to_is_there(folder: str) -> None:
    outside = {"identity-gosuslugi", "esia-certificates", "gateway-tls"} if folder == "base" else set()
    there = {*named(folder, "ConfigMap"), *named(folder, "PersistentVolumeClaim"), *secrets(folder), *outside}
    for name, template in pods(folder):
        spec = template["spec"]
        volumes = [volume for volume in spec.get("volumes", ()) if "emptyDir" not in volume]
        wanted = {
            volume[kind][field]
            for volume in volumes
            for kind, field in (("configMap", "name"), ("secret", "secretName"), ("persistentVolumeClaim", "claimName"))
            if kind in volume
        }
        assert wanted <= there, name
        claimed = {"data"} if name.startswith("StatefulSet") else set()
        mounted = {mount["name"] for one in spec["containers"] for mount in one.get("volumeMounts", ())}
        assert mounted <= {volume["name"] for volume in spec.get("volumes", ())} | claimed, name


@pytest.mark.parametrize("folder", KINDS)
def test_images_of_ours_have_one_version_and_the_others_a_tag(folder: str) -> None:
    images = {one["image"] for _, template in pods(folder) for one in template["spec"]["containers"]}
    assert all(":" in image and not image.endswith(":latest") for image in images)
    assert len({image.split(":")[1] for image in images if image.startswith("mila/")}) == 1
    assert {image.split(":")[0] for image in images} >= {"mila/services", "mila/gateway"}
    if folder != "base":
        compose = (ROOT / "docker-compose.yml").read_text()
        assert [image for image in images if not image.startswith("mila/") and f"image: {image}\n" not in compose] == []


@pytest.mark.parametrize("folder", KINDS)
def test_every_pod_keeps_to_the_restricted_standard(folder: str) -> None:
    assert (
        named(folder, "Namespace")["mila"]["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    )
    for name, template in pods(folder):
        spec = template["spec"]
        assert spec["securityContext"]["runAsNonRoot"] is True, name
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert spec["automountServiceAccountToken"] is False, name
        for container in (*spec["containers"], *spec.get("initContainers", ())):
            context = container["securityContext"]
            assert context["allowPrivilegeEscalation"] is False, name
            assert context["capabilities"] == {"drop": ["ALL"]}, name
            assert context.get("readOnlyRootFilesystem") or not container["image"].startswith("mila/"), name
            assert {"requests", "limits"} <= set(container["resources"]), name


@pytest.mark.parametrize("folder", KINDS)
def test_every_process_is_probed_and_may_finish_its_work(folder: str) -> None:
    for name, deployment in named(folder, "Deployment").items():
        if name in ("sandboxes", "clamav"):
            # Sandboxes share a pod; clamd speaks no HTTP.
            continue
        (container,) = deployment["spec"]["template"]["spec"]["containers"]
        assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
        assert container["readinessProbe"]["httpGet"]["path"] == ("/livez" if name == "gateway" else "/readyz")
    # Draining, requests and events being handled end one after the other (common.process and common.events.worker).
    drain = float(named(folder, "ConfigMap")["fleet"]["data"]["MILA_DRAIN_SECONDS"])
    for service in SERVICES:
        pod = named(folder, "Deployment")[f"{service}-worker"]["spec"]["template"]["spec"]
        assert pod["terminationGracePeriodSeconds"] > drain + 20 + 45


@pytest.mark.parametrize("folder", KINDS)
def test_what_scales_and_what_may_be_missing_is_said_for_every_deployment(folder: str) -> None:
    deployments = set(named(folder, "Deployment")) - {"sandboxes"}
    assert set(named(folder, "PodDisruptionBudget")) == deployments
    scaled = {one["spec"]["scaleTargetRef"]["name"] for one in named(folder, "HorizontalPodAutoscaler").values()}
    assert scaled == {f"{service}-api" for service in SERVICES}
    for budget in named(folder, "PodDisruptionBudget").values():
        chosen = budget["spec"]["selector"]["matchLabels"].items()
        matching = [name for name, pod in pods(folder) if chosen <= pod["metadata"]["labels"].items()]
        assert matching == [f"Deployment/{budget['metadata']['name']}"]


def test_nobody_speaks_to_anybody_except_as_said() -> None:
    policies = named("base", "NetworkPolicy")
    assert policies["nobody"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    opened = [
        (name, rule)
        for name, policy in policies.items()
        for rule in policy["spec"].get("ingress", ())
        if not rule.get("from") or not rule.get("ports")
    ]
    assert opened == [], "every way in names who and where"
    gateway = policies["services-from-gateway"]["spec"]
    assert gateway["podSelector"]["matchLabels"] == {"app.kubernetes.io/component": "api"}


@pytest.mark.parametrize("folder", KINDS)
def test_services_have_their_permissions_and_only_the_demo_has_a_loader(folder: str) -> None:
    granted = json.loads(named(folder, "ConfigMap")["identity-settings"]["data"]["MILA_IDENTITY_SERVICE_PERMISSIONS"])
    demo = {"demo": SERVICE_PERMISSIONS["demo"]} if folder == "overlays/demo" else {}
    assert granted == {name: SERVICE_PERMISSIONS[name] for name in SERVICES if name in SERVICE_PERMISSIONS} | demo


def test_no_secret_lies_in_the_base() -> None:
    assert named("base", "Secret") == {}
    texts = [path.read_text() for path in (K8S / "base").rglob("*.yaml")]
    assert [
        word for text in texts for word in re.findall(r"\S*(?:PASSWORD|_SECRET|DATA_KEY|_URL: \w+://\S+:\S+@)\S*", text)
    ] == []
