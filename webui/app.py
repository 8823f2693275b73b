"""The Flask application, put together from its areas."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from engine.executor import Executor
from webui import (
    account,
    assets,
    case,
    commit_point,
    errors,
    headers,
    health,
    inbox,
    language,
    layout,
    limits,
    process,
    referral,
    refusals,
    style_guide,
    task,
    user,
)
from webui.config import WebConfig


def create_app(config: WebConfig, executor: Executor | None = None) -> Flask:
    """A web application that is ready to be served; it starts nothing and opens nothing.

    Args:
        config: Its settings.
        executor: Runs commands and queries; without it there are only pages that ask nothing.
    """
    app = Flask(__name__)
    app.config.update(_settings(config))
    app.extensions["passerelle"] = config
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    commit_point.install(app)  # first, so that it is met last
    language.install(app, config)
    headers.install(app, config)
    assets.install(app)
    layout.install(app, config)
    # In this order: how much, from where, with which token.
    limits.install(app, config)
    app.before_request(headers.refuse_other_sites)
    CSRFProtect(app)
    if executor is not None:
        account.install(app, executor)
        app.register_blueprint(case.area)
        app.register_blueprint(process.area)
        app.register_blueprint(inbox.area)
        app.register_blueprint(referral.area)
        app.register_blueprint(user.area)
        app.register_blueprint(task.area)
    errors.install(app)
    refusals.install(app)
    app.register_blueprint(health.area)
    if config.style_guide:
        app.register_blueprint(style_guide.area)
    _believe_proxies(app, config.trusted_proxies)
    return app


def _believe_proxies(app: Flask, number: int) -> None:
    if number:
        fixed = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=number)
        app.wsgi_app = fixed  # type: ignore[method-assign]  # as Flask's documentation says


def _settings(config: WebConfig) -> dict[str, object]:
    return {
        "SECRET_KEY": config.secret_key,
        "SECRET_KEY_FALLBACKS": list(config.old_secret_keys),
        # A name with __Host- is refused by browsers unless it is secure and of this host alone.
        "SESSION_COOKIE_NAME": "__Host-passerelle" if config.https else "passerelle",
        "SESSION_COOKIE_SECURE": config.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "TRUSTED_HOSTS": list(config.hosts) or None,
        "PREFERRED_URL_SCHEME": "https" if config.https else "http",
        # A form may lie open all day: its token lives as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": config.https,
    }
