"""What can be done: one file is one command is one transaction. Commands never call commands."""

from engine.commands.add_site import AddSite, SiteExists
from engine.commands.beat import Beat
from engine.commands.begin_sign_in import Attempt, BeginSignIn
from engine.commands.cancel_case import CancelCase
from engine.commands.change_password import ChangePassword
from engine.commands.close_site import CloseSite
from engine.commands.complete_task import CompleteTask, FormNotAccepted
from engine.commands.create_user import CreateUser, UserExists
from engine.commands.deliver_outbox import DeliverOutbox
from engine.commands.disable_user import DisableUser
from engine.commands.enable_user import EnableUser
from engine.commands.fire_timer import FireTimer
from engine.commands.grant_role import GrantRole, GrantStands
from engine.commands.postpone_timer import PostponeTimer
from engine.commands.publish_release import PublishRelease, ReleaseRefused
from engine.commands.record_access import RecordAccess
from engine.commands.renew_session import RenewSession
from engine.commands.reset_password import ResetPassword
from engine.commands.retry_incident import IncidentGone, RetryIncident
from engine.commands.revoke_role import GrantNotFound, RevokeRole
from engine.commands.send_message import SendMessage
from engine.commands.set_policy import SetPolicy
from engine.commands.sign_in import SignedIn, SignIn, SignInRefused
from engine.commands.sign_out import SignOut
from engine.commands.start_case import StartCase, UnknownProcess
from engine.store.accounts import UserNotFound
from engine.store.authority import NotAllowed
from engine.store.cases import CaseNotFound
from engine.store.work import TaskClaimed, TaskNotOpen

__all__ = [
    "AddSite",
    "Attempt",
    "Beat",
    "BeginSignIn",
    "CancelCase",
    "CaseNotFound",
    "ChangePassword",
    "CloseSite",
    "CompleteTask",
    "CreateUser",
    "DeliverOutbox",
    "DisableUser",
    "EnableUser",
    "FireTimer",
    "FormNotAccepted",
    "GrantNotFound",
    "GrantRole",
    "GrantStands",
    "IncidentGone",
    "NotAllowed",
    "PostponeTimer",
    "PublishRelease",
    "RecordAccess",
    "ReleaseRefused",
    "RenewSession",
    "ResetPassword",
    "RetryIncident",
    "RevokeRole",
    "SendMessage",
    "SetPolicy",
    "SignIn",
    "SignInRefused",
    "SignOut",
    "SignedIn",
    "SiteExists",
    "StartCase",
    "TaskClaimed",
    "TaskNotOpen",
    "UnknownProcess",
    "UserExists",
    "UserNotFound",
]
