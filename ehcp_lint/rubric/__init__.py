"""The form by which people judge a plan: what it asks, what the tool lays beside each question, and what people answered.

The tool is evidence; people mark. Nothing in this room proposes a mark."""

from ehcp_lint.rubric.arithmetic import AppliedCap as AppliedCap
from ehcp_lint.rubric.arithmetic import Mark as Mark
from ehcp_lint.rubric.arithmetic import OverallGrade as OverallGrade
from ehcp_lint.rubric.arithmetic import band_of as band_of
from ehcp_lint.rubric.arithmetic import work_out as work_out
from ehcp_lint.rubric.evidence import Evidence as Evidence
from ehcp_lint.rubric.evidence import PlanEvidence as PlanEvidence
from ehcp_lint.rubric.evidence import gather as gather
from ehcp_lint.rubric.loading import load_rubric as load_rubric
from ehcp_lint.rubric.loading import make_rubric as make_rubric
from ehcp_lint.rubric.loading import rubric_names as rubric_names
from ehcp_lint.rubric.loading import rubric_of as rubric_of
from ehcp_lint.rubric.models import Band as Band
from ehcp_lint.rubric.models import Cap as Cap
from ehcp_lint.rubric.models import OpenQuestion as OpenQuestion
from ehcp_lint.rubric.models import Question as Question
from ehcp_lint.rubric.models import Rubric as Rubric
from ehcp_lint.rubric.models import Scale as Scale
from ehcp_lint.rubric.models import Value as Value
