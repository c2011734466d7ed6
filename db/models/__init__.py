"""All tables, so that `Base.metadata` is whole wherever it is imported."""

from db.models.announcements import Announcement, Reader
from db.models.base import Base
from db.models.lessons import Absence, Activity, CalendarDay, HourNorm, Lesson, SchoolClass, Topic, Vacation
from db.models.mail import AuditEvent, Delivery, Dialogue, Lease, Notice, Update
from db.models.people import Application, Identity, Invite, Membership, Organisation, Person, Succession
from db.models.reports import ReportFigures, ReportText
from db.models.roadmaps import Document, Measure, PastQuestion, Roadmap, Window
from db.models.tasks import Assignment, Entry, Evidence, Extension, Mark, Question, Task

__all__ = [
    "Absence",
    "Activity",
    "Announcement",
    "Application",
    "Assignment",
    "AuditEvent",
    "Base",
    "CalendarDay",
    "Delivery",
    "Dialogue",
    "Document",
    "Entry",
    "Evidence",
    "Extension",
    "HourNorm",
    "Identity",
    "Invite",
    "Lease",
    "Lesson",
    "Mark",
    "Measure",
    "Membership",
    "Notice",
    "Organisation",
    "PastQuestion",
    "Person",
    "Question",
    "Reader",
    "ReportFigures",
    "ReportText",
    "Roadmap",
    "SchoolClass",
    "Succession",
    "Task",
    "Topic",
    "Update",
    "Vacation",
    "Window",
]
