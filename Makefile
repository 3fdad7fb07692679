# The whole project in a few words. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
DEV := $(PYTHON) -m dev

# Our own packages are installed from here and stay out of the lock.
OWN := $(addprefix mila-,$(notdir $(wildcard libs/* services/*)) dev) $(addsuffix -sandbox,$(notdir $(wildcard sandboxes/*)))

.PHONY: help env up down status logs accounts demo check test journeys saga migration migrate api contracts dead redrive lock

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: ## install the locked Python and web packages (every target that needs them does it)
	@dev/bootstrap.sh

up: env ## start everything: servers, services, sandboxes, gateway, demo data
	@$(DEV) up

down: env ## stop what make up started, and only that
	@$(DEV) down

status: env ## what runs and what is ready
	@$(DEV) status

logs: env ## follow the logs (service=booking for one)
	@$(DEV) logs --service '$(service)'

accounts: ## the people of the demo and their passwords, as JSON
	@dev/bootstrap.sh >&2
	@$(DEV) accounts

demo: env ## load the demo data again
	@$(DEV) demo

check: env ## formatting, linting, types, who may import whom; Python and web
	@$(DEV) check

test: env ## all tests but the journeys (service=booking for one service)
	@$(DEV) test --service '$(service)'

journeys: env ## stories in a real browser (args="-k booking" for some)
	@$(DEV) journeys -- $(args)

saga: env ## payments while programs are killed and the bank misbehaves; then every kopeck is accounted for
	@$(DEV) saga -- $(args)

migration: env ## write a migration from the models (service=booking m="add notes")
	@$(DEV) migration --service '$(service)' --message '$(m)'

migrate: env ## bring all databases of the running fleet to their newest version
	@$(DEV) migrate

api: env ## generate the TypeScript client from the services' OpenAPI
	@npm run --silent api --prefix web

contracts: env ## freeze the events' schemas, write docs/events.md and AsyncAPI
	@$(DEV) contracts

dead: env ## dead letters: events whose attempts are used up (service= for one)
	@$(DEV) dead --service '$(service)'

redrive: env ## send them again (service= for one)
	@$(DEV) redrive --service '$(service)'

lock: env ## compile requirements.lock again (upgrade=1 takes newer versions)
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		$(if $(upgrade),--upgrade) libs/*/pyproject.toml services/*/pyproject.toml sandboxes/*/pyproject.toml \
		dev/pyproject.toml --extra testing --group pyproject.toml:dev $(OWN:%=--no-emit-package %) -o requirements.lock
	@deploy/docker/lock.sh
