"""The form by which people judge a plan: its question document, its workbook with the evidence, and what came back."""
