"""What can be done: one file is one command is one transaction. Commands never call commands."""

from engine.commands.add_comment import AddComment, CommentRefused
from engine.commands.add_site import AddSite, SiteExists
from engine.commands.add_to_team import AddToTeam
from engine.commands.assign_person import AssignPerson
from engine.commands.assign_task import AssignTask, NotForThem
from engine.commands.assign_team import AssignTeam
from engine.commands.beat import Beat
from engine.commands.begin_sign_in import Attempt, BeginSignIn
from engine.commands.cancel_case import CancelCase, CaseEnded
from engine.commands.change_password import ChangePassword
from engine.commands.claim_task import ClaimTask
from engine.commands.close_site import CloseSite
from engine.commands.complete_task import CompleteTask, FormNotAccepted
from engine.commands.create_team import CreateTeam, TeamExists, TeamUnnamed
from engine.commands.create_user import CreateUser, UserExists
from engine.commands.deliver_outbox import DeliverOutbox
from engine.commands.disable_user import DisableUser
from engine.commands.drop_draft import DropDraft
from engine.commands.enable_user import EnableUser
from engine.commands.end_sessions import EndSessions
from engine.commands.fire_timer import FireTimer
from engine.commands.grant_role import GrantRole, GrantStands
from engine.commands.keep_draft import KeepDraft
from engine.commands.list_person import ListPerson
from engine.commands.open_case import NotRestricted, OpenCase
from engine.commands.open_referral import NoName, OpenCaseThere, OpenReferral, PersonKnown
from engine.commands.open_site import OpenSite
from engine.commands.postpone_timer import PostponeTimer
from engine.commands.publish_release import PublishRelease, ReleaseRefused
from engine.commands.record_access import RecordAccess
from engine.commands.remove_from_team import RemoveFromTeam
from engine.commands.renew_session import RenewSession
from engine.commands.reset_password import ResetPassword
from engine.commands.restrict_case import RestrictCase, RestrictedAlready
from engine.commands.retry_incident import IncidentGone, RetryIncident
from engine.commands.return_task import ReturnTask
from engine.commands.revoke_role import GrantNotFound, RevokeRole
from engine.commands.send_message import SendMessage
from engine.commands.set_due_date import DueInThePast, NoReason, SetDueDate
from engine.commands.set_follow_up import FollowUpPassed, SetFollowUp
from engine.commands.set_policy import SetPolicy
from engine.commands.sign_in import SignedIn, SignIn, SignInRefused
from engine.commands.sign_out import SignOut
from engine.commands.start_case import StartCase
from engine.commands.unassign_person import UnassignPerson
from engine.commands.unassign_team import UnassignTeam
from engine.commands.unlist_person import UnlistPerson, YourselfOnList
from engine.core.credential import LoginRefused, PasswordRefused
from engine.core.due import DueError
from engine.core.form import FormRefused
from engine.core.permission import Grant, UnknownRole
from engine.store.accounts import LastAdministrator, SiteNotFound, UserNotFound
from engine.store.authority import NotAllowed
from engine.store.beginning import UnknownProcess
from engine.store.cases import CaseNotFound
from engine.store.casework import ReasonMissing
from engine.store.persons import PersonData, PersonNotFound
from engine.store.teams import TeamNotFound
from engine.store.work import TaskClaimed, TaskNotOpen

__all__ = [
    "AddComment",
    "AddSite",
    "AddToTeam",
    "AssignPerson",
    "AssignTask",
    "AssignTeam",
    "Attempt",
    "Beat",
    "BeginSignIn",
    "CancelCase",
    "CaseEnded",
    "CaseNotFound",
    "ChangePassword",
    "ClaimTask",
    "CloseSite",
    "CommentRefused",
    "CompleteTask",
    "CreateTeam",
    "CreateUser",
    "DeliverOutbox",
    "DisableUser",
    "DropDraft",
    "DueError",
    "DueInThePast",
    "EnableUser",
    "EndSessions",
    "FireTimer",
    "FollowUpPassed",
    "FormNotAccepted",
    "FormRefused",
    "Grant",
    "GrantNotFound",
    "GrantRole",
    "GrantStands",
    "IncidentGone",
    "KeepDraft",
    "LastAdministrator",
    "ListPerson",
    "LoginRefused",
    "NoName",
    "NoReason",
    "NotAllowed",
    "NotForThem",
    "NotRestricted",
    "OpenCase",
    "OpenCaseThere",
    "OpenReferral",
    "OpenSite",
    "PasswordRefused",
    "PersonData",
    "PersonKnown",
    "PersonNotFound",
    "PostponeTimer",
    "PublishRelease",
    "ReasonMissing",
    "RecordAccess",
    "ReleaseRefused",
    "RemoveFromTeam",
    "RenewSession",
    "ResetPassword",
    "RestrictCase",
    "RestrictedAlready",
    "RetryIncident",
    "ReturnTask",
    "RevokeRole",
    "SendMessage",
    "SetDueDate",
    "SetFollowUp",
    "SetPolicy",
    "SignIn",
    "SignInRefused",
    "SignOut",
    "SignedIn",
    "SiteExists",
    "SiteNotFound",
    "StartCase",
    "TaskClaimed",
    "TaskNotOpen",
    "TeamExists",
    "TeamNotFound",
    "TeamUnnamed",
    "UnassignPerson",
    "UnassignTeam",
    "UnknownProcess",
    "UnknownRole",
    "UnlistPerson",
    "UserExists",
    "UserNotFound",
    "YourselfOnList",
]
